import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useProblemText } from '@/components/useProblemText';
import { keyOf } from '@/lib/keys';
import { nameLengthMax } from '../api';
import { useAddList } from './api';

/** Makes a list of people who are named one by one. */
export function NewList() {
  const { t } = useTranslation('segments');
  const navigate = useNavigate();
  const problem = useProblemText();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const add = useAddList();
  const save = () => {
    const key = keyOf(name);
    if (key !== '') add.mutate({ key, name: name.trim() }, { onSuccess: () => void navigate(`/segments/${key}?show=list`) });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('list.new')}</Button>
      <Modal open={open} title={t('list.new')} okText={t('app:save')} cancelText={t('app:cancel')} okButtonProps={{ disabled: keyOf(name) === '' }} confirmLoading={add.isPending} onOk={save} onCancel={() => setOpen(false)} destroyOnHidden>
        <p>{t('list.newText')}</p>
        <Form layout="vertical" onFinish={save}>
          <Form.Item label={t('edit.name')} htmlFor="list-name" validateStatus={add.error ? 'error' : undefined} help={add.error ? problem(add.error).title : undefined}><Input id="list-name" autoFocus value={name} onChange={(event) => setName(event.target.value)} maxLength={nameLengthMax} autoComplete="off" /></Form.Item>
        </Form>
      </Modal>
    </>
  );
}
